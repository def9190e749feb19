package web;

import board.Board;

public final class Writer {
  public void login(String user) {
    Board.NOTES.put(user, new Object());
  }

  public Object read(String user) {
    return Board.NOTES.get(user);
  }
}
