/** SpotBugs as an engine: its classes go in, our findings come out as its bugs. */
package dev.watertight.spotbugs;
