/** Makes the model out of javac's attributed trees and symbols. */
package dev.watertight.extract.javac;
