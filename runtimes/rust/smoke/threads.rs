use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let counts = Arc::new(Mutex::new(HashMap::new()));
    let threads: Vec<_> = (0..4)
        .map(|i| {
            let counts = Arc::clone(&counts);
            thread::spawn(move || *counts.lock().unwrap().entry(i % 2).or_insert(0) += 1)
        })
        .collect();
    threads.into_iter().for_each(|t| t.join().unwrap());
    println!("{:?}", counts.lock().unwrap().get(&1));
}
