// Doubles what a macro expands to at every step, until the compiler has nowhere left to keep it.
#![recursion_limit = "100000"]

macro_rules! double {
    ($($token:tt)*) => { double! { $($token)* $($token)* } };
}

double! { more }

fn main() {}
