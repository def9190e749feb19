package shop;

/** Lets go through an accessor that no source has. */
public final class Exit {
  public void leave(String visitor) {
    Visits.getSeen().remove(visitor);
  }
}
