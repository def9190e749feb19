def log = new File(basedir, "build.log").text
assert log.contains("a/src/main/java/a/Visits.java:10: warning:") : "see build.log"
assert log.contains("b/src/main/java/b/Visits.java:10: warning:") : "see build.log"
assert log.count("1 new leak in 1 classes") == 2 : "see build.log"
