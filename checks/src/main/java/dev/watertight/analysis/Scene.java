package dev.watertight.analysis;

import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.World;

/** The shared parts of one run. */
final class Scene {
  private final World world;
  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final CallGraph calls;
  private final Lives lives;
  private final Containers containers;
  private final Locator locator;
  private final Effects effects;
  private final Keys keys;
  private final ImpossibleRemovals impossible;
  private final Holders holders;
  private final Supply supply;

  Scene(World world, Knowledge knowledge) {
    this.world = world;
    this.hierarchy = new Hierarchy(world);
    this.lookup = new Lookup(knowledge, hierarchy);
    this.calls = new CallGraph(world, hierarchy);
    this.lives = new Lives(hierarchy, lookup, calls);
    this.containers = new Containers(world, hierarchy, lookup);
    ContainerTypes types = new ContainerTypes(hierarchy, lookup);
    this.locator = new Locator(hierarchy, lookup, types, containers.fields());
    this.effects = new Effects(hierarchy, lookup, types, locator, containers.fields());
    this.keys = new Keys(hierarchy, lookup);
    this.impossible = new ImpossibleRemovals(world, hierarchy, lookup, locator);
    this.holders = new Holders(world, hierarchy, lookup, lives);
    this.supply = new Supply(hierarchy, lookup, calls, lives, holders, keys);
  }

  World world() {
    return world;
  }

  Hierarchy hierarchy() {
    return hierarchy;
  }

  Lookup lookup() {
    return lookup;
  }

  CallGraph calls() {
    return calls;
  }

  Lives lives() {
    return lives;
  }

  Containers containers() {
    return containers;
  }

  Locator locator() {
    return locator;
  }

  Effects effects() {
    return effects;
  }

  ImpossibleRemovals impossible() {
    return impossible;
  }

  Keys keys() {
    return keys;
  }

  Holders holders() {
    return holders;
  }

  Supply supply() {
    return supply;
  }
}
