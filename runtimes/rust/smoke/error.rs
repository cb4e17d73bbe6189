fn fail(values: &[i32], at: usize) -> i32 {
    values[at]
}

fn main() {
    println!("before");
    println!("{}", fail(&[1], std::env::args().count() + 2));
}
