def log = new File(basedir, "build.log").text
assert log.contains("src/main/java/shop/Visits.java:13: warning: [WriteOnlyCollection]") : "see build.log"
