def log = new File(basedir, "build.log").text
assert log =~ /Guests.java:\[10,\d+\] \[UnboundedStaticCollection\] enter adds to the map Guests.KNOWN/ : "see build.log"
assert !log.contains("Visits.java:") : "lets go through an accessor that Lombok makes"
assert !log.contains("Watertight") : "no fault of ours"
