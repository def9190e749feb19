package dev.watertight.analysis;

import dev.watertight.model.ClassModel;
import dev.watertight.model.FieldRef;
import dev.watertight.model.Index;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import dev.watertight.model.World;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the judged methods mention, the other way round: who calls, reads, assigns or instantiates.
 * A program names a few thousand different things many times over; here each is looked at once.
 */
final class Mentions {
  private final List<MethodModel> methods = new ArrayList<>();
  private final Map<MethodModel, Integer> numbers;
  private final List<MethodRef> called = new ArrayList<>();
  private final List<int[]> calls = new ArrayList<>();
  private final Map<FieldRef, List<MethodModel>> readers = new HashMap<>();
  private final Map<FieldRef, List<MethodModel>> writers = new HashMap<>();
  private final Map<String, List<MethodModel>> creators = new HashMap<>();

  Mentions(World world, Hierarchy hierarchy) {
    int count = 0;
    for (ClassModel type : world.classes()) {
      count += type.methods().size();
    }
    this.numbers = new HashMap<>(2 * count);
    Map<MethodRef, Integer> callNumbers = new HashMap<>(2 * count);
    for (ClassModel type : world.classes()) {
      for (MethodModel method : type.methods()) {
        numbers.put(method, methods.size());
        methods.add(method);
        Index index = method.index();
        calls.add(number(index.calls(), callNumbers));
        note(method, index.reads(), readers, hierarchy);
        note(method, index.writes(), writers, hierarchy);
        for (String created : index.instantiated()) {
          creators.computeIfAbsent(created, k -> new ArrayList<>(2)).add(method);
        }
      }
    }
  }

  private int[] number(List<MethodRef> mentioned, Map<MethodRef, Integer> callNumbers) {
    int[] result = new int[mentioned.size()];
    for (int i = 0; i < result.length; i++) {
      MethodRef ref = mentioned.get(i);
      Integer number = callNumbers.get(ref);
      if (number == null) {
        number = called.size();
        callNumbers.put(ref, number);
        called.add(ref);
      }
      result[i] = number;
    }
    return result;
  }

  private static void note(
      MethodModel method,
      List<FieldRef> mentioned,
      Map<FieldRef, List<MethodModel>> into,
      Hierarchy hierarchy) {
    for (FieldRef ref : mentioned) {
      List<MethodModel> list =
          into.computeIfAbsent(hierarchy.resolve(ref), k -> new ArrayList<>(2));
      // A field may be named through a subclass as well
      if (list.isEmpty() || list.get(list.size() - 1) != method) {
        list.add(method);
      }
    }
  }

  /** All judged methods, in the order of classes and declarations. */
  List<MethodModel> methods() {
    return methods;
  }

  /** The position of a judged method in {@link #methods}; -1 for any other. */
  int number(MethodModel method) {
    return numbers.getOrDefault(method, -1);
  }

  /** The different methods that are called, by number. */
  List<MethodRef> called() {
    return called;
  }

  /** Numbers of what a method calls, in the order of first mention; not to be changed. */
  int[] calls(int method) {
    return calls.get(method);
  }

  /** Methods that call one which is wanted, in the order of {@link #methods}. */
  List<MethodModel> calling(Predicate<MethodRef> wanted) {
    BitSet hits = new BitSet(called.size());
    for (int i = 0; i < called.size(); i++) {
      if (wanted.test(called.get(i))) {
        hits.set(i);
      }
    }
    List<MethodModel> result = new ArrayList<>();
    for (int i = 0; !hits.isEmpty() && i < methods.size(); i++) {
      for (int call : calls.get(i)) {
        if (hits.get(call)) {
          result.add(methods.get(i));
          break;
        }
      }
    }
    return result;
  }

  /** Methods that read the declared field, however they name it. */
  List<MethodModel> readers(FieldRef field) {
    return readers.getOrDefault(field, List.of());
  }

  /** Methods that assign the declared field, however they name it. */
  List<MethodModel> writers(FieldRef field) {
    return writers.getOrDefault(field, List.of());
  }

  /** Methods that make instances of exactly that class. */
  List<MethodModel> creators(String type) {
    return creators.getOrDefault(type, List.of());
  }
}
