def log = new File(basedir, "build.log").text
assert log.contains("2 modules together") : "see build.log"
assert !log.contains("warning: [") : "a removal in another module"
