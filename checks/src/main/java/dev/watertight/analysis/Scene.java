package dev.watertight.analysis;

import dev.watertight.knowledge.Knowledge;
import dev.watertight.model.World;

/** The shared parts of one run. */
final class Scene {
  private final World world;
  private final Hierarchy hierarchy;
  private final Lookup lookup;
  private final Mentions mentions;
  private final CallGraph calls;
  private final Lives lives;
  private final Containers containers;
  private final Locator locator;
  private final Effects effects;
  private final Keys keys;
  private final ImpossibleRemovals impossible;
  private final Holders holders;
  private final Supply supply;
  private final WrittenSupply writtenSupply;
  private final Arguments arguments;
  private final Registrants registrants;

  Scene(World world, Knowledge knowledge) {
    this.world = world;
    this.hierarchy = new Hierarchy(world);
    this.lookup = new Lookup(knowledge, hierarchy);
    this.mentions = new Mentions(world, hierarchy);
    this.calls = new CallGraph(world, hierarchy, mentions);
    this.lives = new Lives(hierarchy, lookup, calls);
    this.containers = new Containers(world, hierarchy, lookup, mentions);
    ContainerTypes types = new ContainerTypes(hierarchy, lookup);
    this.locator = new Locator(hierarchy, lookup, types, containers.fields());
    this.effects = new Effects(hierarchy, lookup, types, locator, containers.fields());
    this.keys = new Keys(hierarchy, lookup);
    this.impossible = new ImpossibleRemovals(world, hierarchy, lookup, locator, mentions);
    this.holders = new Holders(world, hierarchy, lookup, lives, mentions);
    Handings handings = new Handings(hierarchy, calls);
    this.supply = new Supply(hierarchy, lookup, lives, holders, handings);
    this.writtenSupply = new WrittenSupply(hierarchy, calls, lives, holders, keys, handings);
    this.arguments = new Arguments(this);
    this.registrants = new Registrants(this);
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

  Mentions mentions() {
    return mentions;
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

  Arguments arguments() {
    return arguments;
  }

  Registrants registrants() {
    return registrants;
  }

  Supply supply() {
    return supply;
  }

  WrittenSupply writtenSupply() {
    return writtenSupply;
  }
}
