package dev.watertight.maven.report;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, with a hand on its mouse and keyboard (DevTools protocol). */
final class Browser implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on ws://([^/]+)/");
  private static final int MOST_MINUTES = 2;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<JsonObject>> events = new ConcurrentHashMap<>();
  private int sent;

  /** The browser on the path, if there is one. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(path -> Stream.of("chromium", "chromium-browser").map(Path.of(path)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder
   */
  Browser(Path program, Path profile) throws Exception {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--window-size=1200,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader complaints = process.errorReader();
    String address = null;
    for (String line = complaints.readLine(); line != null; line = complaints.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        address = listening.group(1);
        break;
      }
    }
    if (address == null) {
      throw new AssertionError("the browser does not start");
    }
    Thread drain = new Thread(() -> drain(complaints), "browser-complaints");
    drain.setDaemon(true);
    drain.start();
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest list = HttpRequest.newBuilder(URI.create("http://" + address + "/json")).build();
    JsonArray pages =
        JsonParser.array().from(client.send(list, HttpResponse.BodyHandlers.ofString()).body());
    String page =
        pages.stream()
            .map(JsonObject.class::cast)
            .filter(each -> each.getString("type").equals("page"))
            .map(each -> each.getString("webSocketDebuggerUrl"))
            .findFirst()
            .orElseThrow();
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(page), new Answers())
            .get(1, TimeUnit.MINUTES);
    send("Page.enable", "{}");
  }

  private static void drain(BufferedReader reader) {
    try {
      reader.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      return; // the browser has ended
    }
  }

  /** Loads a page and waits until it is there. */
  void load(URI page) {
    CompletableFuture<JsonObject> loaded = new CompletableFuture<>();
    events.put("Page.loadEventFired", loaded);
    send("Page.navigate", "{\"url\":" + JsonWriter.string(page.toString()) + "}");
    await(loaded);
  }

  /** What an expression of the page's language yields, as text. */
  String evaluate(String expression) {
    JsonObject answer =
        send(
            "Runtime.evaluate",
            "{\"returnByValue\":true,\"expression\":"
                + JsonWriter.string("String(" + expression + ")")
                + "}");
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.getObject("exceptionDetails").toString());
    }
    return answer.getObject("result").getString("value");
  }

  /** Presses and releases the mouse on the middle of an element. */
  void click(String selector) {
    String element = "document.querySelector(" + JsonWriter.string(selector) + ")";
    evaluate(element + ".scrollIntoView({block:'center'})");
    String at =
        evaluate(
            "(r => '\"x\":' + (r.x + r.width / 2) + ',\"y\":' + (r.y + r.height / 2))("
                + element
                + ".getBoundingClientRect())");
    for (String type : new String[] {"mousePressed", "mouseReleased"}) {
      send(
          "Input.dispatchMouseEvent",
          "{\"type\":\"" + type + "\",\"button\":\"left\",\"clickCount\":1," + at + "}");
    }
  }

  /** Types into an element; in a list of choices that chooses the one that begins so. */
  void type(String selector, String text) {
    evaluate("document.querySelector(" + JsonWriter.string(selector) + ").focus()");
    for (int i = 0; i < text.length(); i++) {
      String key = JsonWriter.string(text.substring(i, i + 1));
      send(
          "Input.dispatchKeyEvent",
          "{\"type\":\"keyDown\",\"text\":" + key + ",\"key\":" + key + "}");
      send("Input.dispatchKeyEvent", "{\"type\":\"keyUp\",\"key\":" + key + "}");
    }
  }

  /** Goes to the first of a list of choices. */
  void pressHome(String selector) {
    evaluate("document.querySelector(" + JsonWriter.string(selector) + ").focus()");
    for (String type : new String[] {"rawKeyDown", "keyUp"}) {
      send(
          "Input.dispatchKeyEvent",
          "{\"type\":\"" + type + "\",\"key\":\"Home\",\"windowsVirtualKeyCode\":36}");
    }
  }

  private JsonObject send(String method, String parameters) {
    int id = ++sent;
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    answers.put(id, answer);
    await(
        socket.sendText(
            "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}",
            true));
    JsonObject told = await(answer);
    if (told.has("error")) {
      throw new AssertionError(method + ": " + told.getObject("error"));
    }
    return told.getObject("result");
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(MOST_MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the browser does not answer", e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    process.onExit().completeOnTimeout(process, 1, TimeUnit.MINUTES).join();
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        try {
          JsonObject message = JsonParser.object().from(whole);
          CompletableFuture<JsonObject> waiting =
              message.has("id")
                  ? answers.remove(message.getInt("id"))
                  : events.remove(message.getString("method"));
          if (waiting != null) {
            waiting.complete(message);
          }
        } catch (JsonParserException e) {
          throw new AssertionError(whole, e);
        }
      }
      from.request(1);
      return null;
    }
  }
}
