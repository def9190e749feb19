def log = new File(basedir, "build.log").text
assert log.contains("target/generated-sources/templates/shop/generated/Visits.java:10: warning:") : "see build.log"
