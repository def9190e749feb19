def log = new File(basedir, "build.log").text
assert log.contains("its acceptance ran out on 2020-12-31") : "see build.log"
