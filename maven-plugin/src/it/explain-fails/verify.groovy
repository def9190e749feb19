def log = new File(basedir, "build.log").text
assert log.contains('unknown rule "Nonsense"')
assert log.contains("Known rules: ")
