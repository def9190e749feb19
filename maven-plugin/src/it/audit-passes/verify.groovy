def log = new File(basedir, "build.log").text
def folder = new File(basedir, "target/watertight/watertight-test-fixtures-" + pluginVersion)
assert new File(folder, "watertight.sarif").text.contains('"codeFlows"')
assert log =~ /Watertight: dev.watertight:watertight-test-fixtures:\S+: \d+ leaks/ : "see build.log"
assert log.contains("This plugin has ") : "see build.log"
assert log.contains("UnboundedStaticCollection: ") : "see build.log"
