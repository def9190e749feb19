def log = new File(basedir, "build.log").text
assert log.contains("the baseline cannot be written")
assert log.contains("check the path and its rights")
assert new File(basedir, ".watertight").isFile()
assert !log.contains("\tat ") : "a message, not a trace"
