/** Runs while this module is built and is not in its jar: writes what SpotBugs reads of it. */
package dev.watertight.spotbugs.build;
