/** "Rooms you were in": the way back for whoever closed the tab. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetRoom, recentRooms, type RecentRoom } from './recent-rooms.ts';

export function Recent(): JSX.Element | null {
  const [rooms, setRooms] = useState(recentRooms);
  if (rooms.length === 0) return null;
  return (
    <section class="landing-recent" aria-labelledby="recent-title">
      <h2 id="recent-title">Rooms you were in</h2>
      <ul class="landing-rooms">
        {rooms.map((room) => (
          <li key={room.code} data-testid="recent-room">
            <Row
              room={room}
              forget={() => {
                forgetRoom(room.code);
                setRooms(recentRooms());
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ room, forget }: { readonly room: RecentRoom; readonly forget: () => void }): JSX.Element {
  const name = room.title || room.code;
  const when = new Date(room.at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <span class="landing-room">
        <a href={`/room/${room.code}`}>{name}</a>
        <span class="muted">
          {`${room.code} · ${when}`}
          {room.directs && ' · interviewer'}
        </span>
      </span>
      <a class="btn btn-small" href={`/replay/${room.code}`} aria-label={`Replay of ${name}`}>
        Replay
      </a>
      <button
        type="button"
        class="btn btn-quiet btn-small"
        aria-label={`Take ${name} off this list`}
        title="Take it off this list"
        onClick={forget}
      >
        ×
      </button>
    </>
  );
}
