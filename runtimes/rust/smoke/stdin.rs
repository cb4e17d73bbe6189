use std::io;

fn main() {
    let mut lines = io::stdin().lines().map(Result::unwrap);
    let name = lines.next().unwrap();
    let sum: i32 = lines.next().unwrap().split(' ').map(|n| n.parse::<i32>().unwrap()).sum();
    println!("Hi {name}, {sum}");
}
