def log = new File(basedir, "build.log").text
assert log.contains("b/src/main/java/b/Visits.java:10: warning:") : "see build.log"
assert !log.contains("a.Visits") : "see build.log"
