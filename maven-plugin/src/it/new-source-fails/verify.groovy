def log = new File(basedir, "build.log").text
assert log.contains("known leak, new source: shop.Visits.comeBack") : "see build.log"
