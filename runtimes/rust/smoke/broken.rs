fn main() {
    let name = String::from("Ana");
    let other = name;
    println!("{name} {other}");
}
