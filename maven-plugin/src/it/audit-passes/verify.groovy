def log = new File(basedir, "build.log").text
def folder = new File(basedir, "target/watertight/watertight-test-fixtures-" + pluginVersion)
assert new File(folder, "watertight.sarif").text.contains('"codeFlows"')
assert log =~ /Watertight: dev.watertight:watertight-test-fixtures:\S+: \d+ leaks/
assert log.contains("This plugin has ")
assert log.contains("UnboundedStaticCollection: ")
