def log = new File(basedir, "build.log").text
assert log.contains("0 new leaks, 1 known in 1 classes") : "see build.log"
