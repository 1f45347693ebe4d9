//! Municipal approval conditions as cited, executable data.
