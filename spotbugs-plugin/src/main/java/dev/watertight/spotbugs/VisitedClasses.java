package dev.watertight.spotbugs;

import dev.watertight.extract.bytecode.BytecodeWorld;
import dev.watertight.extract.bytecode.ClassSource;
import dev.watertight.extract.bytecode.Problem;
import dev.watertight.model.World;
import edu.umd.cs.findbugs.ba.AnalysisContext;
import edu.umd.cs.findbugs.classfile.CheckedAnalysisException;
import edu.umd.cs.findbugs.classfile.ClassDescriptor;
import edu.umd.cs.findbugs.classfile.DescriptorFactory;
import edu.umd.cs.findbugs.classfile.Global;
import edu.umd.cs.findbugs.classfile.IAnalysisCache;
import edu.umd.cs.findbugs.classfile.ResourceNotFoundException;
import edu.umd.cs.findbugs.classfile.analysis.ClassData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The class files of the program that SpotBugs analyses, taken from its cache while it visits them:
 * it has just read them itself.
 */
final class VisitedClasses {
  private static final String SUFFIX = ".class";

  private final Map<String, byte[]> classes = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  void add(ClassDescriptor descriptor) throws CheckedAnalysisException {
    classes.put(descriptor.getClassName(), data(descriptor));
  }

  /** What could not be read of the program itself. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * The program as a world, and SpotBugs' auxiliary class path beside it. Classes that the user
   * leaves out of this run, or that SpotBugs finds too big, belong to the program all the same: a
   * removal may be in them.
   */
  BytecodeWorld world(World.Kind kind) {
    Global.getAnalysisCache()
        .getClassPath()
        .getApplicationCodebaseEntries()
        .keySet()
        .forEach(this::addUnvisited);
    boolean[] built = {false};
    BytecodeWorld world =
        BytecodeWorld.builder(kind)
            .judge(ClassSource.memory(classes))
            .classPath(ClassSource.lookUp(VisitedClasses::lookUp))
            .problems(
                problem -> {
                  if (!built[0]) { // a damaged dependency is no news of the program
                    problems.add(problem);
                  }
                })
            .build();
    built[0] = true;
    return world;
  }

  private void addUnvisited(String resource) {
    if (!resource.endsWith(SUFFIX)) {
      return;
    }
    String name = resource.substring(0, resource.length() - SUFFIX.length());
    ClassDescriptor descriptor = DescriptorFactory.createClassDescriptor(name);
    if (classes.containsKey(name)
        || !AnalysisContext.currentAnalysisContext().isApplicationClass(descriptor)) {
      return;
    }
    try {
      add(descriptor);
    } catch (CheckedAnalysisException e) {
      problems.add(
          new Problem(
              descriptor.getDottedClassName(),
              "the class file cannot be read (" + e.getMessage() + ")",
              "it is left out; build it again"));
    }
  }

  private static byte[] lookUp(String name) {
    try {
      Global.getAnalysisCache().getClassPath().lookupResource(name + SUFFIX);
      return data(DescriptorFactory.createClassDescriptor(name));
    } catch (ResourceNotFoundException e) {
      return null; // asked first, since the cache would keep the failure
    } catch (CheckedAnalysisException e) {
      return null; // counts as missing
    }
  }

  private static byte[] data(ClassDescriptor descriptor) throws CheckedAnalysisException {
    IAnalysisCache cache = Global.getAnalysisCache();
    return cache.getClassAnalysis(ClassData.class, descriptor).getData();
  }
}
