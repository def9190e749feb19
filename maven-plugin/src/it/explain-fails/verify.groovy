def log = new File(basedir, "build.log").text
assert log.contains('watertight.rule is "Nonsense"; there is no rule Nonsense (the list of rules: mvn ') : "see build.log"
