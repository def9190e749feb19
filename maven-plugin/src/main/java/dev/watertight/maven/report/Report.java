package dev.watertight.maven.report;

/** One way of telling what a run found. The same run gives the same bytes. */
interface Report {
  /** The file's name in the output directory. */
  String file();

  /** The whole file. */
  String text(Run run);
}
