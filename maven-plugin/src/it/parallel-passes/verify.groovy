def log = new File(basedir, "build.log").text
assert log.contains("0 new leaks, 2 known in 2 classes") : "see build.log"
assert !log.contains("not thread-safe") : "see build.log"
