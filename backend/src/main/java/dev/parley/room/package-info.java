/** One live interview, top to bottom, touched only on its lane; and the ports it speaks through. */
package dev.parley.room;
