package dev.watertight.analysis;

import dev.watertight.knowledge.Entry;
import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.AnnotationModel;
import dev.watertight.model.ClassModel;
import dev.watertight.model.MethodModel;
import dev.watertight.model.MethodRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Knowledge seen through the type hierarchy: what is said of a supertype holds for its subtypes.
 */
final class Lookup {
  private record Key(String verb, String type, String member, int arity) {
    // Written out: the hash of a record is linked at run time, which a short compilation pays for
    @Override
    public int hashCode() {
      int name = member == null ? arity : member.hashCode() + arity;
      return (verb.hashCode() * 31 + type.hashCode()) * 31 + name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && arity == that.arity
          && type.equals(that.type)
          && verb.equals(that.verb)
          && Objects.equals(member, that.member);
    }
  }

  private final Knowledge knowledge;
  private final Hierarchy hierarchy;
  private final Map<Key, List<Entry>> cache = new HashMap<>();
  private final Map<String, Set<String>> names = new HashMap<>();

  Lookup(Knowledge knowledge, Hierarchy hierarchy) {
    this.knowledge = knowledge;
    this.hierarchy = hierarchy;
  }

  /** Entries of the nearest supertype that has any. */
  List<Entry> of(String verb, MethodRef method) {
    // Most calls have a name of which nothing is said: they need no look at the hierarchy
    if (!names(verb).contains(method.name()) || method.owner().startsWith("[")) {
      return List.of();
    }
    int arity = Types.arity(method.descriptor());
    Key key = new Key(verb, method.owner(), method.name(), arity);
    List<Entry> known = cache.get(key);
    if (known == null) {
      known = nearest(key);
      cache.put(key, known);
    }
    return known;
  }

  private Set<String> names(String verb) {
    Set<String> known = names.get(verb);
    if (known == null) {
      known = knowledge.memberNames(verb);
      names.put(verb, known);
    }
    return known;
  }

  Entry first(String verb, MethodRef method) {
    List<Entry> entries = of(verb, method);
    return entries.isEmpty() ? null : entries.get(0);
  }

  private List<Entry> nearest(Key key) {
    for (String type : hierarchy.supertypes(key.type())) {
      List<Entry> entries = knowledge.lookup(key.verb(), type, key.member(), key.arity());
      if (!entries.isEmpty()) {
        return entries;
      }
    }
    return List.of();
  }

  /** Entries about the type itself or its nearest supertype that has any. */
  List<Entry> of(String verb, String type) {
    Key key = new Key(verb, type, null, 0);
    List<Entry> known = cache.get(key);
    if (known == null) {
      known = List.of();
      for (String ancestor : hierarchy.supertypes(type)) {
        known = knowledge.lookup(verb, ancestor);
        if (!known.isEmpty()) {
          break;
        }
      }
      cache.put(key, known);
    }
    return known;
  }

  Entry first(String verb, String type) {
    if (type == null || type.startsWith("[")) {
      return null;
    }
    List<Entry> entries = of(verb, type);
    return entries.isEmpty() ? null : entries.get(0);
  }

  /** Whether there is an entry about a name that is no type's. */
  boolean hasName(String verb, String name) {
    return !knowledge.lookup(verb, name).isEmpty();
  }

  /** Entries that some supertype's method or an annotation of the method says of its life. */
  List<Entry> ofMember(String verb, ClassModel type, MethodModel method) {
    List<Entry> result = new ArrayList<>(of(verb, method.ref()));
    for (AnnotationModel annotation : method.annotations()) {
      result.addAll(knowledge.lookup(verb, "@" + annotation.type()));
    }
    return result;
  }

  List<Entry> ofAnnotation(String verb, String annotation) {
    return knowledge.lookup(verb, "@" + annotation);
  }

  /** Methods that by their name undo a registration made by a method of that name. */
  List<String> releasesByName(String registering) {
    return knowledge.releasesByName(registering);
  }

  Iterable<Entry> all(String verb) {
    return knowledge.all(verb);
  }
}
