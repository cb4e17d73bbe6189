package dev.parley.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.json.Json;
import dev.parley.replay.Timeline;
import dev.parley.replay.Timelines;
import dev.parley.room.Room;
import dev.parley.room.RoomView;
import dev.parley.session.RoomRecord;
import dev.parley.session.RoomState;
import java.util.List;

/** A room's hour at a glance: what a replay begins with. */
final class TimelineRoutes {

  private final Timelines timelines;
  private final Doors doors;
  private final ObjectMapper mapper = Json.mapper();

  TimelineRoutes(Timelines timelines, Doors doors) {
    this.timelines = timelines;
    this.doors = doors;
  }

  List<Route> table() {
    return List.of(Route.get("/api/rooms/{code}/timeline", this::show));
  }

  /** The timeline with the room's title and state; {@code end} is null while the room goes on. */
  private Reply show(Request request) throws Refused {
    RoomRecord record = doors.room(request);
    RoomView room = doors.inside(record, Room::view);
    Timeline timeline = timelines.of(record).seenBy(doors.viewer(request, record));
    ObjectNode shown = mapper.createObjectNode();
    shown.put("code", room.code());
    shown.put("title", room.title());
    shown.set("state", mapper.valueToTree(room.state()));
    shown.setAll((ObjectNode) mapper.valueToTree(timeline));
    shown.putNull("end");
    if (room.state() == RoomState.ENDED) {
      shown.set("end", mapper.valueToTree(timeline.start().plus(timeline.duration())));
    }
    return Reply.Json.ok(shown);
  }
}
