/** The goals: each gathers what Maven knows, has it inspected and reports. */
package dev.watertight.maven;
