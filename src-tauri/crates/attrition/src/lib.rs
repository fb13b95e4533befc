//! attrition
