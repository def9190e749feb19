/**
 * Rules put verdicts of the analysis into words; the catalogue finds them, the inspection runs
 * them.
 */
package dev.watertight.rules;
