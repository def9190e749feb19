def log = new File(basedir, "build.log").text
assert log.contains('unknown rule "Nonsense"') : "see build.log"
assert log.contains("Known rules: ") : "see build.log"
