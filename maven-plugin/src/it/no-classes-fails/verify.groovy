def log = new File(basedir, "build.log").text
assert log.contains("has sources and no classes; call it as: mvn compile watertight:baseline") : "see build.log"
