def log = new File(basedir, "build.log").text
def folder = new File(basedir, "target/watertight/watertight-checks-" + pluginVersion)
assert new File(folder, "watertight.sarif").exists()
assert log =~ /Watertight: dev.watertight:watertight-checks:\S+: \d+ leaks? in \d+ classes/ : "see build.log"
assert log.contains("This plugin has ") : "see build.log"
assert log.contains("UnboundedStaticCollection: ") : "see build.log"
