def log = new File(basedir, "build.log").text
assert log.contains("2 modules together")
assert !log.contains("WARNING")
