new File(basedir, ".watertight").text = "in the way"
return true
