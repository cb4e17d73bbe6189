package dev.parley.socketio;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A packet of a client, checked against the grammar.
 *
 * @param id the acknowledgement id's digits, empty when there is none
 * @param payload null when there is none
 */
record Packet(PacketType type, String namespace, String id, JsonNode payload) {}
