def log = new File(basedir, "build.log").text
assert log.contains("b/src/main/java/b/Visits.java:10: warning:")
assert !log.contains("a.Visits")
