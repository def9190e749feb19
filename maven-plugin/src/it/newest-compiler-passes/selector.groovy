// Needs the newest JDK beside the one at hand, or the one that WATERTIGHT_NEWEST_JDK names
def named = System.getenv("WATERTIGHT_NEWEST_JDK")
def beside = new File(System.getProperty("java.home")).parentFile
def homes = named ? [new File(named)] : beside.listFiles() as List
def javac = { home -> new File(home, "bin/javac") }
def feature = { home ->
  def release = new File(home, "release")
  def version = release.file && javac(home).file ? release.text =~ /JAVA_VERSION="(\d+)/ : null
  version != null && version.find() ? version.group(1) as int : 0
}
def newest = homes.max(feature)
if (newest == null || feature(newest) < 21) {
  println "Skipped: the newest Error Prone needs a JDK from 21 on; there is none beside the one that" +
      " runs the build, and WATERTIGHT_NEWEST_JDK names none"
  return false
}
println "The newest Error Prone runs on JDK " + feature(newest)
new File(basedir, ".mvn/maven.config").text = "-Dnewest.javac=" + javac(newest).path
return true
