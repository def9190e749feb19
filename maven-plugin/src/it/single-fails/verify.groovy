def log = new File(basedir, "build.log").text
assert log.contains("src/main/java/shop/Visits.java:10: warning: [UnboundedStaticCollection]") : "see build.log"
assert log.contains('to suppress, with your reason: @SuppressWarnings("UnboundedStaticCollection")') : "see build.log"
assert log.contains("to accept, with your reason, add to .watertight/baseline.jsonl: {") : "see build.log"
assert log.contains("MojoFailureException") : "a violation, not a fault"
assert !log.contains("\tat ") : "a message, not a trace"
