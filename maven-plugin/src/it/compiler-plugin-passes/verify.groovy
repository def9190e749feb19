def log = new File(basedir, "build.log").text
assert !log.contains("UnboundedStaticCollection]") : "the baseline knows it, from the top and in the module alone"
assert log.split("BUILD SUCCESS").length == 3 : "see build.log"
