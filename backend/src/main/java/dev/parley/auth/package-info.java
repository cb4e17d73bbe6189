/** Who somebody is to a room and what that allows: roles, permissions, signed tokens. */
package dev.parley.auth;
