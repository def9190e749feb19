def log = new File(basedir, "build.log").text
assert log.contains("the baseline cannot be written") : "see build.log"
assert log.contains("check the path and its rights") : "see build.log"
assert new File(basedir, ".watertight").isFile()
assert !log.contains("\tat ") : "a message, not a trace"
