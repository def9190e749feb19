def log = new File(basedir, "build.log").text
assert !new File(basedir, "target/watertight").exists()
