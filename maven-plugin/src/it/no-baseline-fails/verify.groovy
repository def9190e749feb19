def log = new File(basedir, "build.log").text
assert log.contains("there is no baseline. To start from here and fail on new leaks only: mvn compile watertight:baseline") : "see build.log"
assert !new File(basedir, ".watertight").exists() : "check never writes"
