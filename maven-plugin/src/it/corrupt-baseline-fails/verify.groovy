def log = new File(basedir, "build.log").text
assert log.contains("conflict.jsonl:1: a merge conflict is not resolved") : "see build.log"
assert log.contains("newer.jsonl:2: written by a newer version of Watertight") : "see build.log"
assert log.contains("broken.jsonl:3: ") : "see build.log"
assert log.contains("MojoExecutionException") : "see build.log"
assert !log.contains("MojoFailureException") : "see build.log"
assert new File(basedir, "conflict.jsonl").text.startsWith("<<<<<<< HEAD\n{")
assert new File(basedir, "broken.jsonl").text.endsWith('\n{"key":"w1:00\n')
assert !log.contains("\tat ") : "a message, not a trace"
