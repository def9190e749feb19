def log = new File(basedir, "build.log").text
assert log.count("Skipping plugin execution (cached): watertight:check") == 1 : "see build.log"
assert log.count(":check (default) @ build-cache-passes") == 3 : "see build.log"
assert log.contains("Parameter: confidence, expected: likely, actual: possible") : "see build.log"
assert new File(basedir, "target/watertight/watertight.html").exists()
def documented = new File(basedir, "../../../../docs/maven.md").text
assert documented.contains(new File(basedir, ".mvn/maven-build-cache-config.xml").text.trim())
